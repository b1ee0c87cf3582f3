"""People and the advice: how far those in the room agree with it, from an anonymous export of workshops."""
