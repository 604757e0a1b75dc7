"""The only code that speaks GitHub: payloads and answers end here, plain types leave."""
