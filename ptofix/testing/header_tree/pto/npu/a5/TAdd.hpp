void TADD_IMPL() { other(); }
