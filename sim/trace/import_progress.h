// How far a reader of a large file has got, and whether anybody still wants it. Readers ask with every line or record.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace coldframe {

class ImportProgress {
public:
  ImportProgress() = default;
  // `onProgress` gets the share of the text that is read, 0 … 1, `onPassed` the bytes of it, both from the reading
  // thread.
  ImportProgress(std::stop_token stop, std::function<void(double)> onProgress,
                 std::function<void(std::size_t)> onPassed = {})
      : m_stop(std::move(stop)), m_onProgress(std::move(onProgress)), m_onPassed(std::move(onPassed)) {}

  // Called with every line; looks up every 4,096th time and every MiB. False: give up.
  bool goOn(std::size_t position, std::size_t size) {
    constexpr std::size_t kStep = std::size_t{1} << 20;
    if ((++m_calls & 4095U) != 0 && position - m_looked < kStep)
      return true;
    m_looked = position;
    if (m_onPassed)
      m_onPassed(position);
    if (m_onProgress && size > 0)
      m_onProgress(static_cast<double>(position) / static_cast<double>(size));
    return !m_stop.stop_requested();
  }
  bool stopped() const { return m_stop.stop_requested(); }

private:
  std::stop_token m_stop;
  std::function<void(double)> m_onProgress;
  std::function<void(std::size_t)> m_onPassed;
  std::size_t m_calls = 0;
  std::size_t m_looked = 0; // the position of the last look; one before it (the next file) is looked at again
};

} // namespace coldframe
