pub mod generate;
#[derive(clap::Args)]
pub(super) struct Options {}
pub(super) fn run(_: Options) -> crate::Result<std::process::ExitCode> {
    Ok(std::process::ExitCode::SUCCESS)
}
