"""Many documents: in processes of this machine, in columns of frames, in Spark."""
