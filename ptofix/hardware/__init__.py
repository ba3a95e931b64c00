"""The hardware of an Ascend A2/A3 core: pipes, memories, and the tiles that live in them."""
