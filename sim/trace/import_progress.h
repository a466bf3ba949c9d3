// How far a reader of a large file has got, and whether anybody still wants it. Readers ask every few thousand lines.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace coldframe {

class ImportProgress {
public:
  ImportProgress() = default;
  // `onProgress` gets the share of the text that is read, 0 … 1, from the reading thread.
  ImportProgress(std::stop_token stop, std::function<void(double)> onProgress)
      : m_stop(std::move(stop)), m_onProgress(std::move(onProgress)) {}

  // Called with every line; looks up every 4,096th time. False: give up.
  bool goOn(std::size_t position, std::size_t size) {
    if ((++m_calls & 4095U) != 0)
      return true;
    if (m_onProgress && size > 0)
      m_onProgress(static_cast<double>(position) / static_cast<double>(size));
    return !m_stop.stop_requested();
  }
  bool stopped() const { return m_stop.stop_requested(); }

private:
  std::stop_token m_stop;
  std::function<void(double)> m_onProgress;
  std::size_t m_calls = 0;
};

} // namespace coldframe
