/// The whole program's: what comes in is read into many small texts, and the system's own takes longer for those.
#[cfg(target_env = "gnu")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    potluck::cli::main()
}
