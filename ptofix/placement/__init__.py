"""Puts synchronisation in: from the orders that are missing to flags and barriers that give them.

What is missing (requirements.py) becomes fences between the statements of one sequence (sequences.py, fences.py); a
selection of them that orders everything is made by walking the program (reach.py, selection.py), gets event ids
(event_ids.py), and becomes edits (written.py).
"""
