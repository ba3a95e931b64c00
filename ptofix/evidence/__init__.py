"""What a proof may rest on beside the headers: named assumptions, and the evidence for each pair of ops."""
