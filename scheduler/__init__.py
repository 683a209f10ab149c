"""Who meets whom, when: a planner for rotations of one-to-one talks, with proof and reasons.

Import what is needed from its module: `scheduler.solve`, `scheduler.replan`, `scheduler.check`, `scheduler.clock`,
`scheduler.problem`, `scheduler.plan`. The package itself imports nothing, so that who asks for the time does not
load an optimiser.
"""
