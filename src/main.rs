fn main() -> std::process::ExitCode {
    potluck::cli::main()
}
