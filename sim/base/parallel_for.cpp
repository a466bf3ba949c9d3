#include "sim/base/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace coldframe {

namespace {

std::size_t finishedPrefix(const std::vector<char>& finished) {
  return static_cast<std::size_t>(std::find(finished.begin(), finished.end(), 0) - finished.begin());
}

} // namespace

std::size_t parallelFor(std::size_t count, unsigned jobs, std::stop_token stop,
                        const std::function<bool(std::size_t)>& task) {
  std::vector<char> finished(count, 0); // a byte each: neighbours are written by different threads
  std::atomic<std::size_t> next{0};
  std::atomic<bool> broken{false};
  std::exception_ptr thrown;
  std::mutex guard;

  const auto work = [&] {
    while (!stop.stop_requested() && !broken) {
      const std::size_t index = next.fetch_add(1);
      if (index >= count)
        return;
      try {
        finished[index] = task(index) ? 1 : 0;
      } catch (...) {
        const std::scoped_lock lock(guard);
        if (!thrown)
          thrown = std::current_exception();
        broken = true;
      }
    }
  };
  const std::size_t threads = std::min<std::size_t>(std::max(1U, jobs), count);
  if (threads <= 1) {
    work();
  } else {
    std::vector<std::jthread> pool;
    for (std::size_t i = 1; i < threads; ++i)
      pool.emplace_back(work);
    work();
  }
  if (thrown)
    std::rethrow_exception(thrown);
  return finishedPrefix(finished);
}

unsigned availableThreads() {
  return std::max(1U, std::thread::hardware_concurrency());
}

} // namespace coldframe
