"""Decisions about WebAssembly for a brief: pure, dated, sourced."""
