// One command being run: its words, the streams it talks to, and what all commands do alike: refuse nonsense, report
// problems, put the result where the user wants it.
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/cli/output_file.h"
#include "sim/base/result.h"
#include "sim/report/output_format.h"
#include "sim/study/compare.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace coldframe::cli {

class CommandCall {
public:
  CommandCall(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err,
              const CliSurroundings& surroundings);

  const Arguments& arguments() const { return m_arguments; }
  // Takes the options that the command line leaves out from what a result file was asked.
  void askAgain(std::map<std::string, std::vector<std::string>> words);
  // Says an option otherwise than it was typed.
  void take(const std::string& option, std::string value) { m_arguments.words[option] = {std::move(value)}; }
  std::istream& in() { return m_in; }
  const CliSurroundings& surroundings() const { return m_surroundings; }
  OutputFormat format() const;
  bool explain() const { return m_arguments.has("explain"); }
  bool quiet() const { return m_arguments.has("quiet"); }
  // Where progress may be written: standard error when it is a terminal and nobody asked for quiet; else null.
  std::ostream* progressTerminal() { return m_surroundings.errIsTerminal && !quiet() ? &m_err : nullptr; }

  // Opens what -o names. Before the work, so that hours of it are not lost to a folder that cannot be written.
  Result<void> openOutput();
  // --seed, --replications, --effort, --jobs and the stop request.
  Result<StudyOptions> studyOptions() const;

  // Writes the result and returns `code`, or 5 when it cannot be written.
  int finish(std::string_view text, int code = 0);
  // Prints up to 20 problems, one a line, and returns the exit code that belongs to the error.
  int fail(const Error& error);
  void warn(std::string_view text);

private:
  Arguments m_arguments;
  std::istream& m_in;
  std::ostream& m_out;
  std::ostream& m_err;
  const CliSurroundings& m_surroundings;
  std::optional<OutputFile> m_file;
};

int exitCodeOf(ErrorKind kind);

} // namespace coldframe::cli
