// Expected failures as values. An Error says what kind it is (which decides the exit code of the
// command line) and lists every problem found, each with its place.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace coldframe {

enum class ErrorKind {
  Usage,       // exit 2: the command line does not make sense
  Input,       // exit 3: a file or document is wrong or unreadable
  Internal,    // exit 4: a defect of ours
  Output,      // exit 5: a result cannot be written
  Interrupted, // exit 130
};

// One thing that is wrong. Line and column count from 1; 0 means unknown.
struct Problem {
  std::string what; // "a quantity of time needs a unit"
  std::string file; // as the user named it; empty when there is none
  int line = 0;
  int column = 0;
  std::string pointer;     // JSON pointer, "/platforms/0/memory"
  std::string value;       // what stood there, shortened
  std::string expectation; // "a number with a unit, e.g. \"300 s\""

  // One line: "file:line:column: /pointer: what (got value; expected expectation)".
  std::string text() const;
  bool operator==(const Problem&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::vector<Problem> problems;

  // All problems, one a line, at most `limit` of them and then how many more there are.
  std::string text(std::size_t limit = 20) const;
};

inline Error makeError(ErrorKind kind, std::string what) {
  Problem problem;
  problem.what = std::move(what);
  return {kind, {std::move(problem)}};
}

} // namespace coldframe
