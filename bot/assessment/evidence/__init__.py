"""From manifests to a verdict: what was read becomes modules, the modules a brief, and the brief is assessed.

texts ─ gather ─→ Evidence ─ briefing ─→ Brief ─ assess ─→ Assessment ─ findings ─→ Found, each with FILE:LINE

Pure. What nobody recognised, read or classified is told beside what was found, and is never taken for "fine".
"""
