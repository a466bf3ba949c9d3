#include "app/cli/progress.h"

#include "sim/units/format.h"

#include <algorithm>
#include <ostream>

namespace coldframe::cli {

std::string progressText(double fraction, double elapsedSeconds) {
  const double done = std::clamp(fraction, 0.0, 1.0);
  std::string text = std::to_string(static_cast<int>(done * 100)) + " %";
  if (done >= 0.02 && elapsedSeconds >= 0.5) {
    const auto left = static_cast<long long>(elapsedSeconds * (1 - done) / done + 0.5);
    text += " · " + (left < 100 ? std::to_string(left) + " s" : showDuration(static_cast<double>(left))) + " left";
  }
  return text;
}

ProgressLine::ProgressLine(std::ostream* terminal) : m_terminal(terminal), m_start(Clock::now()), m_shown(m_start) {}

ProgressLine::~ProgressLine() {
  if (m_dirty)
    *m_terminal << "\r\x1b[K" << std::flush;
}

void ProgressLine::update(double fraction) {
  if (m_terminal == nullptr)
    return;
  const auto now = Clock::now();
  if (now - m_shown < std::chrono::milliseconds(100))
    return;
  m_shown = now;
  m_dirty = true;
  const std::chrono::duration<double> elapsed = now - m_start;
  *m_terminal << "\r\x1b[K" << progressText(fraction, elapsed.count()) << std::flush;
}

} // namespace coldframe::cli
