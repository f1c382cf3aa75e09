"""From the village to the ministry: hand-over, receipt, the bupati's letter, batches."""
