"""The local models: what this computer can hold, the engine that runs them, the files kept and those on their way.

Decision: every figure is read or measured here and now; a speed nobody measured is a dash, a need that is estimated
says so, and a row nobody looked at for long is grey. The network opens for one download at a time, after a yes to the
machine it comes from. Set aside: a browser of some hub, which would ask strangers for a list at each opening.
"""
