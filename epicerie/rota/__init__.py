"""The rota as a pure problem: dataclasses in, dataclasses out; no Django, no clock, no state.

`exchange` reads and writes JSON, `validation` refuses what makes no sense, `solve` proposes,
`checker` verifies with code of its own. The solver (HiGHS) is imported only while solving.
"""
