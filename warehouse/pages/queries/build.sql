select * from meta.build_info
