pattern x {
