// One line on a terminal that says how far a command is and how long it will still take. Writes at most ten times a
// second and wipes itself when it goes.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

namespace coldframe::cli {

// "62 % · 12 s left"; nothing about the time left before there is something to reckon it from.
std::string progressText(double fraction, double elapsedSeconds);

class ProgressLine {
public:
  explicit ProgressLine(std::ostream* terminal); // null: silent
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(double fraction);

private:
  using Clock = std::chrono::steady_clock;
  std::ostream* m_terminal;
  Clock::time_point m_start;
  Clock::time_point m_shown;
  bool m_dirty = false;
};

} // namespace coldframe::cli
