#include "sim/base/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
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
  std::mutex guard;
  std::exception_ptr thrown;
  std::size_t thrownAt = count;

  const auto work = [&] {
    while (!stop.stop_requested() && !broken) {
      const std::size_t index = next.fetch_add(1);
      if (index >= count)
        return;
      try {
        finished[index] = task(index) ? 1 : 0;
      } catch (...) {
        const std::scoped_lock lock(guard);
        if (index < thrownAt) {
          thrown = std::current_exception();
          thrownAt = index;
        }
        broken = true;
      }
    }
  };
  const std::size_t threads = std::min<std::size_t>(std::max(1U, jobs), count);
  {
    std::vector<std::jthread> pool;
    try {
      for (std::size_t i = 1; i < threads; ++i)
        pool.emplace_back(work);
    } catch (const std::system_error&) {
      // The system gives no more threads: those there are, and this one, do the work.
    }
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
