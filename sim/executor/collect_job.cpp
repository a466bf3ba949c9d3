// From the end of the tasks to results in hand: the client looks every poll_interval, counted from the moment map() has
// made its last call, sees which tasks are done, and fetches what they left.
#include "sim/executor/client_draws.h"
#include "sim/executor/job_client.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <queue>

namespace coldframe {

namespace {

constexpr std::int64_t kKeysPerList = 1000;

class Collector {
public:
  Collector(const ClientSetting& setting, const JobSpec& job, const JobPlan& plan, const std::vector<SimTime>& visible,
            const std::vector<bool>& succeeded, Seed seed, std::uint64_t run)
      : m_setting(setting), m_executor(setting.executor), m_job(job), m_visible(visible), m_succeeded(succeeded),
        m_seed(seed), m_run(run), m_roundTrip(setting.remote ? setting.link.roundTrip.ns() : 0),
        m_interval(setting.executor.pollInterval.ns()) {
    for (const SimTime invoked : plan.invoke)
      m_looksFrom = std::max(m_looksFrom, invoked.ns() + m_roundTrip / 2);
    m_out.statusSeen.resize(visible.size());
    m_out.resultDone.resize(visible.size());
  }

  JobCollection collect() {
    if (m_executor.fetchOrder == FetchOrder::Sequential && m_interval > 0)
      oneAfterAnother();
    else
      sideBySide();
    m_out.done = SimTime::atNanoseconds(m_looksFrom);
    for (const SimTime done : m_out.resultDone)
      m_out.done = std::max(m_out.done, done);
    if (!m_setting.remote)
      m_out.store = {}; // no object store stands between
    return std::move(m_out);
  }

private:
  // Each call is waited for and fetched before the next is looked at.
  void oneAfterAnother() {
    std::int64_t now = m_looksFrom;
    for (std::size_t task = 0; task < m_visible.size(); ++task) {
      const std::int64_t looks = looksUntil(m_visible[task].ns(), now);
      m_out.store.gets += m_executor.pollGets * looks;
      m_out.store.lists += m_executor.pollLists * looks;
      const std::int64_t seen = now + (looks - 1) * m_interval + lookNs(task, 1);
      m_out.statusSeen[task] = SimTime::atNanoseconds(seen);
      now = m_succeeded[task] ? fetched(task, seen) : seen;
      m_out.resultDone[task] = SimTime::atNanoseconds(now);
    }
  }

  // One look sees all that is done; a pool of threads fetches.
  void sideBySide() {
    seeAll();
    std::vector<std::uint32_t> order(m_visible.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t task) { return m_out.statusSeen[task]; });
    const bool pooled = !m_executor.isNone();
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> free;
    if (pooled)
      for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(m_executor.fetchThreads), order.size()); ++i)
        free.push(0);
    for (const std::uint32_t task : order) {
      std::int64_t done = m_out.statusSeen[task].ns();
      if (m_succeeded[task]) {
        if (pooled) {
          done = std::max(done, free.top());
          free.pop();
        }
        done = fetched(task, done);
        if (pooled)
          free.push(done);
      }
      m_out.resultDone[task] = SimTime::atNanoseconds(done);
    }
  }

  void seeAll() {
    if (m_interval == 0) { // the answer itself is the news
      for (std::size_t task = 0; task < m_visible.size(); ++task)
        m_out.statusSeen[task] = m_visible[task] + Duration::nanoseconds(m_roundTrip / 2);
      return;
    }
    const auto calls = static_cast<std::int64_t>(m_visible.size());
    const std::int64_t pages = (calls + kKeysPerList - 1) / kKeysPerList;
    std::int64_t lastLook = 0;
    for (std::size_t task = 0; task < m_visible.size(); ++task) {
      const std::int64_t looks = looksUntil(m_visible[task].ns(), m_looksFrom);
      lastLook = std::max(lastLook, looks);
      m_out.store.gets += m_executor.pollGets * looks; // it is asked for until it is seen
      const std::int64_t answer = lookNs(static_cast<std::uint64_t>(looks), pages);
      m_out.statusSeen[task] = SimTime::atNanoseconds(m_looksFrom + (looks - 1) * m_interval + answer);
      ++m_out.store.gets; // its status
    }
    m_out.store.lists += m_executor.pollLists * pages * lastLook;
  }

  // Looks at `from`, `from` + interval, … until one sees what became visible at `visible`: how many.
  std::int64_t looksUntil(std::int64_t visible, std::int64_t from) const {
    return visible <= from ? 1 : 1 + (visible - from + m_interval - 1) / m_interval;
  }

  // How long a look takes until it is answered.
  std::int64_t lookNs(std::uint64_t which, std::int64_t pages) const {
    if (!m_setting.remote)
      return 0;
    KeyedGenerator source = clientDraws(m_seed, ClientDraw::Poll, which, m_run);
    if (m_executor.pollLists == 0)
      return m_roundTrip + m_setting.store.getLatency.sample(source);
    std::int64_t ns = 0;
    for (std::int64_t page = 0; page < pages; ++page)
      ns += m_roundTrip + m_setting.store.listLatency.sample(source);
    return ns;
  }

  // The result of `task`, asked for at `from`: its bytes share the downlink in the order in which they are asked for.
  std::int64_t fetched(std::size_t task, std::int64_t from) {
    const Bytes size = m_job.outputPerItem * m_job.itemsOf(static_cast<std::int64_t>(task));
    const bool apart = m_interval > 0 && size > m_executor.inlineLimit; // an object of its own
    if (apart) {
      ++m_out.store.gets;
      m_out.store.bytesOut += size.count();
    }
    std::int64_t at = from;
    if (m_setting.remote && size.count() > 0 && m_setting.link.downlink < Bandwidth::unlimited()) {
      m_lineFree = std::max(m_lineFree, at) + m_setting.link.downlink.timeFor(size).ns();
      at = m_lineFree;
    }
    KeyedGenerator source = clientDraws(m_seed, ClientDraw::Fetch, task, m_run);
    return at + (apart ? m_roundTrip : 0) + m_executor.fetch.sample(source);
  }

  const ClientSetting& m_setting;
  const ExecutorProfile& m_executor;
  const JobSpec& m_job;
  const std::vector<SimTime>& m_visible;
  const std::vector<bool>& m_succeeded;
  Seed m_seed;
  std::uint64_t m_run;
  std::int64_t m_roundTrip;
  std::int64_t m_interval;
  std::int64_t m_looksFrom = 0;
  std::int64_t m_lineFree = 0;
  JobCollection m_out;
};

} // namespace

JobCollection collectJob(const ClientSetting& setting, const JobSpec& job, const JobPlan& plan,
                         const std::vector<SimTime>& visible, const std::vector<bool>& succeeded, Seed seed,
                         std::uint64_t run) {
  assert(visible.size() == plan.submit.size() && succeeded.size() == visible.size());
  return Collector(setting, job, plan, visible, succeeded, seed, run).collect();
}

} // namespace coldframe
