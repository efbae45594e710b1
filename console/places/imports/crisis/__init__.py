"""Crisis services: who walks in where, who comes out, and who answers for whom."""
