"""The local models: what this computer can hold, the engine that runs them, and the files kept.

Decision: every figure is read or measured here and now; a speed nobody measured is a dash. Set aside: a shop
window with downloads, which this sealed version could not honour.
"""
