#include "app/cli/command_call.h"

#include "sim/base/parallel_for.h"

#include <algorithm>
#include <cerrno>
#include <ostream>

namespace coldframe::cli {

namespace {

constexpr std::size_t kProblemsShown = 20;
constexpr std::uint64_t kMostReplications = 100'000;
constexpr std::uint64_t kMostJobs = 1024;

} // namespace

int exitCodeOf(ErrorKind kind) {
  switch (kind) {
  case ErrorKind::Usage:
    return 2;
  case ErrorKind::Input:
    return 3;
  case ErrorKind::Output:
    return 5;
  case ErrorKind::Interrupted:
    return 130;
  case ErrorKind::Internal:
    break;
  }
  return 4;
}

CommandCall::CommandCall(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err,
                         const CliSurroundings& surroundings)
    : m_arguments(std::move(arguments)), m_in(in), m_out(out), m_err(err), m_surroundings(surroundings) {}

void CommandCall::askAgain(std::map<std::string, std::vector<std::string>> words) {
  for (auto& [name, values] : words)
    if (!m_arguments.has(name))
      m_arguments.words[name] = std::move(values);
}

OutputFormat CommandCall::format() const {
  const std::string name = m_arguments.text("format", "table");
  if (name == "json")
    return OutputFormat::Json;
  if (name == "csv")
    return OutputFormat::Csv;
  return name == "markdown" ? OutputFormat::Markdown : OutputFormat::Table;
}

Result<void> CommandCall::openOutput() {
  if (!m_arguments.has("output"))
    return {};
  auto file = OutputFile::beside(m_arguments.text("output"));
  if (!file)
    return failure(std::move(file.error()));
  m_file.emplace(std::move(*file));
  return {};
}

Result<StudyOptions> CommandCall::studyOptions() const {
  StudyOptions options;
  const auto seed = m_arguments.whole("seed", 0, UINT64_MAX);
  const auto replications = m_arguments.whole("replications", 1, kMostReplications);
  const auto jobs = m_arguments.whole("jobs", 1, kMostJobs);
  for (const auto* value : {&seed, &replications, &jobs})
    if (!*value)
      return failure(value->error());
  options.seed = *seed;
  options.replications = replications->value_or(options.replications);
  options.jobs = static_cast<unsigned>(jobs->value_or(availableThreads()));
  const std::string effort = m_arguments.text("effort", "normal");
  options.effort = effort == "quick" ? Effort::Quick : effort == "precise" ? Effort::Precise : Effort::Normal;
  options.stop = m_surroundings.stop;
  return options;
}

int CommandCall::finish(std::string_view text, int code) {
  if (code == exitCodeOf(ErrorKind::Interrupted)) // whatever the form of the result can say of it
    warn("interrupted: the result is of what was finished until then");
  if (m_file) {
    if (auto written = m_file->write(text); !written)
      return fail(written.error());
    if (auto committed = m_file->commit(); !committed)
      return fail(committed.error());
    return code;
  }
  errno = 0;
  m_out << text << std::flush;
  if (m_out)
    return code;
  // A reader that went away knows that it did.
  if (errno != EPIPE)
    return fail(makeError(ErrorKind::Output, "cannot write to standard output"));
  return exitCodeOf(ErrorKind::Output);
}

int CommandCall::fail(const Error& error) {
  std::string text = error.text(kProblemsShown);
  if (text.empty() || text.back() != '\n')
    text += '\n';
  m_err << "coldframe: " << text << std::flush;
  return exitCodeOf(error.kind);
}

void CommandCall::warn(std::string_view text) {
  if (!quiet())
    m_err << "coldframe: " << text << '\n' << std::flush;
}

} // namespace coldframe::cli
