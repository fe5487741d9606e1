"""Build, audit, publish and query the warehouse; git ignores the generated files beside the code."""
