"""Who was told what: the packet on paper, and the accounting of disclosures."""
