// From the end of the tasks to results in hand: from the moment map() has made its last call the client looks again and
// again which tasks are done, resting in between, and fetches what they left.
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
        m_interval(setting.executor.pollInterval.ns()),
        m_idle(setting.executor.pollIdle.ns() > 0 ? setting.executor.pollIdle.ns() : m_interval) {
    if (m_executor.looksWhileCalling)
      m_fetchesFrom = std::ranges::min(plan.submit).ns();
    else
      m_fetchesFrom = std::ranges::max(plan.invoke).ns() + m_roundTrip / 2;
    m_looksFrom = m_fetchesFrom + (m_executor.looksWhileCalling ? m_idle : 0);
    if (m_setting.remote && !m_executor.statusUpload.isZero())
      for (std::size_t task = 0; task < m_visible.size(); ++task) {
        KeyedGenerator source = clientDraws(m_seed, ClientDraw::StatusUpload, task, m_run);
        m_visible[task] += Duration::nanoseconds(m_executor.statusUpload.sample(source));
      }
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
  // When each thread of a pool is free, and the client's own processor, which works for one of them at a time.
  class Pool {
  public:
    Pool(std::int64_t threads, std::size_t tasks, Duration work) : m_work(work.ns()) {
      for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(threads), tasks); ++i)
        m_free.push(0);
    }
    // The next free thread makes a request as soon as the client has worked on it, not before `from`: request(made) is
    // its end.
    template <typename Request>
    std::int64_t run(std::int64_t from, const Request& request) {
      m_clientFree = std::max({from, m_free.top(), m_clientFree}) + m_work;
      m_free.pop();
      const std::int64_t end = request(m_clientFree);
      m_free.push(end);
      return end;
    }

  private:
    std::int64_t m_work;
    std::int64_t m_clientFree = 0;
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> m_free;
  };
  Pool pool() const {
    return {m_executor.fetchThreads, m_visible.size(), m_setting.remote ? m_executor.fetchWork : Duration()};
  }

  // Each call is waited for and fetched before the next is looked at.
  void oneAfterAnother() {
    std::int64_t now = m_looksFrom;
    for (std::size_t task = 0; task < m_visible.size(); ++task) {
      std::int64_t seen = 0;
      for (bool there = false; !there;) {
        there = m_visible[task].ns() <= now;
        m_out.store.gets += m_executor.pollGets;
        seen = now + look(1);
        now = seen + (there ? 0 : m_interval);
      }
      m_out.statusSeen[task] = SimTime::atNanoseconds(seen);
      if (m_succeeded[task])
        now = fetched(task, seen);
      m_out.resultDone[task] = SimTime::atNanoseconds(now);
    }
  }

  // One look sees all that is done; a pool of threads fetches.
  void sideBySide() {
    if (m_interval == 0)
      toldAtOnce();
    else
      looks();
    if (m_executor.fetchInterval.ns() > 0 && m_interval > 0)
      fetchInALoop();
    else
      fetchAsSeen();
  }

  void toldAtOnce() { // the answer itself is the news
    for (std::size_t task = 0; task < m_visible.size(); ++task)
      m_out.statusSeen[task] = m_visible[task] + Duration::nanoseconds(m_roundTrip / 2);
  }

  // Looks until every call was seen.
  void looks() {
    std::vector<std::uint32_t> order = everyTask();
    std::ranges::stable_sort(order, {}, [&](std::uint32_t task) { return m_visible[task]; });
    const auto calls = static_cast<std::int64_t>(order.size());
    const std::int64_t lists = (calls * m_executor.pollLists + kKeysPerList - 1) / kKeysPerList;
    std::int64_t now = m_looksFrom;
    for (std::size_t seen = 0; seen < order.size();) {
      m_out.store.gets += m_executor.pollGets * (calls - static_cast<std::int64_t>(seen));
      std::vector<std::uint32_t> news;
      for (; seen < order.size() && m_visible[order[seen]].ns() <= now; ++seen)
        news.push_back(order[seen]);
      const std::int64_t keys = calls + static_cast<std::int64_t>(seen);
      now += look(lists) + (m_setting.remote ? keys * m_executor.pollPerKey.ns() : 0);
      std::ranges::sort(news);
      now = readStatuses(news, now) + (news.empty() ? m_idle : m_interval);
    }
  }

  // The statuses of `tasks`, read by the pool from `from` on: when the last is there.
  std::int64_t readStatuses(const std::vector<std::uint32_t>& tasks, std::int64_t from) {
    Pool threads = pool();
    std::int64_t last = from;
    for (const std::uint32_t task : tasks) {
      const std::int64_t seen = threads.run(from, [&](std::int64_t made) {
        KeyedGenerator source = clientDraws(m_seed, ClientDraw::ReadStatus, task, m_run);
        return made + (m_setting.remote ? m_executor.readStatus.sample(source) : 0);
      });
      ++m_out.store.gets;
      m_out.statusSeen[task] = SimTime::atNanoseconds(seen);
      last = std::max(last, seen);
    }
    return last;
  }

  // Every task in the order in which its end was seen.
  std::vector<std::uint32_t> asSeen() const {
    std::vector<std::uint32_t> order = everyTask();
    std::ranges::stable_sort(order, {}, [&](std::uint32_t task) { return m_out.statusSeen[task]; });
    return order;
  }

  // The pool fetches a result as soon as its end was seen.
  void fetchAsSeen() {
    Pool threads = pool();
    for (const std::uint32_t task : asSeen()) {
      std::int64_t done = m_out.statusSeen[task].ns();
      if (m_succeeded[task])
        done = m_executor.isNone() ? fetched(task, done)
                                   : threads.run(done, [&](std::int64_t made) { return fetched(task, made); });
      m_out.resultDone[task] = SimTime::atNanoseconds(done);
    }
  }

  // A loop takes all whose ends were seen, fetches their results, and only then looks for more.
  void fetchInALoop() {
    const std::int64_t rest = m_executor.fetchInterval.ns();
    const std::vector<std::uint32_t> order = asSeen();
    std::int64_t now = m_fetchesFrom;
    for (auto next = order.begin(); next != order.end();) {
      if (const std::int64_t seen = m_out.statusSeen[*next].ns(); seen > now)
        now += (seen - now + rest - 1) / rest * rest;
      const std::int64_t from = now;
      Pool threads = pool();
      for (; next != order.end() && m_out.statusSeen[*next].ns() <= from; ++next) {
        const std::uint32_t task = *next;
        const std::int64_t done =
            m_succeeded[task] ? threads.run(from, [&](std::int64_t made) { return fetched(task, made); }) : from;
        m_out.resultDone[task] = SimTime::atNanoseconds(done);
        now = std::max(now, done);
      }
    }
  }

  std::vector<std::uint32_t> everyTask() const {
    std::vector<std::uint32_t> tasks(m_visible.size());
    std::iota(tasks.begin(), tasks.end(), 0U);
    return tasks;
  }

  // One look of `lists` LISTs, or of one GET where it lists nothing: how long until it is answered.
  std::int64_t look(std::int64_t lists) {
    KeyedGenerator source = clientDraws(m_seed, ClientDraw::Poll, m_looks++, m_run);
    if (m_executor.pollLists == 0)
      return m_setting.remote ? m_roundTrip + m_setting.store.getLatency.sample(source) : 0;
    m_out.store.lists += lists;
    std::int64_t ns = 0;
    for (std::int64_t i = 0; m_setting.remote && i < lists; ++i)
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
  std::vector<SimTime> m_visible;
  const std::vector<bool>& m_succeeded;
  Seed m_seed;
  std::uint64_t m_run;
  std::int64_t m_roundTrip;
  std::int64_t m_interval; // ns of rest after a look that found something; 0: the client is told
  std::int64_t m_idle;     // ns of rest after one that did not
  std::uint64_t m_looks = 0;
  std::int64_t m_fetchesFrom = 0;
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
