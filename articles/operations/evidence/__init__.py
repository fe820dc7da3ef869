"""What a newsroom hands to a lawyer: which words readers saw at a time, what they were told of AI, and the proof."""
