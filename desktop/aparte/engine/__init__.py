"""The local model in a process of its own, and what it proposes, checked.

Decision: one spawned process for llama.cpp, spoken to over a pipe (client, wire, worker, backends, llama), because some
files kill it and a generation in our own process makes typing stutter. What comes back is a proposal, nothing more: it
passes the same checks as her text and the fact lock (checks, facts) before anyone sees it. Set aside: llama.cpp on a
thread, a server on a local port (a socket, in a program that promises none), and a model that judges another's words.
"""
