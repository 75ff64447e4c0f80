"""What registry packages need from a Wasm host: recorded metadata, the rules that judge it, and the file they write."""
