"""Rules about what the front line may decide."""
