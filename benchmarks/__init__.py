"""Measurements, run by hand: `python -m benchmarks` for the speeds that the README names."""
