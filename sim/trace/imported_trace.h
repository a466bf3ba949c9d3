// What reading a trace gives: the trace, which form it was found in, what was wrong with the file and where, and what
// such a file cannot tell. A bad line costs that line alone.
#pragma once

#include "sim/trace/clock_skew.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// One kind of thing that was wrong with lines of a file.
struct ImportWarning {
  std::string what; // "\"aws_duration_ms\" is not a number"
  std::size_t count = 0;
  std::size_t firstLine = 0; // from 1
  std::string firstValue;    // what stood there, shortened
};

struct ImportedTrace {
  Trace trace;
  std::string format;                  // "Lithops stats"
  std::size_t linesLeftOut = 0;        // lines or records that could not be read
  std::size_t linesNotMeant = 0;       // by the mapping's "where"
  std::vector<ImportWarning> warnings; // in order of their first line
  std::vector<std::string> unknown;    // what a file of this form cannot tell, a sentence each
  ClockSkew clocks;
};

// Collects warnings, the same kind once.
class ImportLog {
public:
  // The line is not part of the trace.
  void leaveOut(std::string_view what, std::size_t line, std::string_view value = {});
  // The line is, but something about it was not as it should be.
  void note(std::string_view what, std::size_t line, std::string_view value = {});
  std::size_t leftOut() const { return m_leftOut; }
  const std::vector<ImportWarning>& warnings() const { return m_warnings; }
  void moveTo(ImportedTrace& imported);

private:
  std::size_t m_leftOut = 0;
  std::vector<ImportWarning> m_warnings;
};

// Foreign bytes as text that every JSON writer and terminal takes: what is not plain UTF-8 as \xNN.
std::string plainText(std::string_view text);

// What a trace from this file has as its source: the file, not whose folder it lay in.
std::string sourceNameOf(std::string_view path);

} // namespace coldframe
