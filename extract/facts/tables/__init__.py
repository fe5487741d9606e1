"""Tables that were copied as plain text, by what they hold: indicators by year, values by place, observations, goals."""
