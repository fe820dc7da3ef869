"""The demo's pictures, drawn by code: the same picture for the same name and seed."""

from articles.demo.art import city, coast, country, open_water, pattern, town

PICTURES = {
    "adire": pattern.adire,
    "assembly": city.assembly,
    "coast_road": country.coast_road,
    "container_chart": pattern.container_chart,
    "crane_arrival": open_water.crane_arrival,
    "ferry_dawn": coast.ferry_dawn,
    "handshake": coast.handshake,
    "harbour_dusk": coast.harbour_dusk,
    "haze_hills": country.haze_hills,
    "lagoon_map": pattern.lagoon_map,
    "library_facade": town.library_facade,
    "mangrove": country.mangrove,
    "market_awnings": town.market_awnings,
    "night_skyline": city.night_skyline,
    "pitch_above": city.pitch_above,
    "rain_roofs": town.rain_roofs,
    "regatta": open_water.regatta,
    "solar_field": country.solar_field,
    "sound_waves": pattern.sound_waves,
    "studio_lights": city.studio_lights,
    "turtle_moon": open_water.turtle_moon,
}


def draw(name, seed):
    """Return a picture of 1600×1067 as a ``PIL.Image``."""
    return PICTURES[name](seed)
