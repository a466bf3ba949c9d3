#include "sim/study/shared_outcomes.h"

#include "sim/json/write.h"

#include <algorithm>

namespace coldframe {

std::string SharedOutcomes::stateOf(const std::vector<Setting>& settings, const std::string& platform) const {
  std::string state;
  for (const Setting& setting : settings)
    if (concerns(setting, m_scenario, platform))
      state += setting.pointer + "=" + writeJsonLine(setting.value) + "\n";
  return state;
}

void SharedOutcomes::forget() {
  m_of.clear();
  std::erase_if(m_entries, [](const auto& entry) { return !entry.second.asGiven || !entry.second.outcome; });
}

void SharedOutcomes::plan(const std::vector<std::vector<Setting>>& points, const std::vector<std::string>& platforms) {
  forget();
  m_platforms = platforms;
  std::vector<bool> shared(platforms.size()); // whether any setting leaves the platform as it is
  for (std::size_t p = 0; p < platforms.size(); ++p)
    shared[p] = std::ranges::any_of(points, [&](const std::vector<Setting>& settings) {
      return std::ranges::any_of(settings, [&](const Setting& s) { return !concerns(s, m_scenario, platforms[p]); }) ||
             settings.empty();
    });
  m_of.resize(points.size() * platforms.size());
  for (std::size_t point = 0; point < points.size(); ++point)
    for (std::size_t p = 0; p < platforms.size(); ++p) {
      if (!shared[p])
        continue;
      const auto [entry, isNew] = m_entries.try_emplace({platforms[p], stateOf(points[point], platforms[p])});
      if (isNew)
        entry->second.maker = point, entry->second.asGiven = entry->first.second.empty();
      ++entry->second.users;
      m_of[point * platforms.size() + p] = &entry->second;
    }
  for (Entry*& entry : m_of)
    if (entry != nullptr && entry->users < 2 && !entry->asGiven)
      entry = nullptr;
}

SharedOutcomes::Entry* SharedOutcomes::entryOf(std::size_t point, const std::string& platform) {
  const auto found = std::ranges::find(m_platforms, platform);
  return found == m_platforms.end()
             ? nullptr
             : m_of[point * m_platforms.size() + static_cast<std::size_t>(found - m_platforms.begin())];
}

std::optional<Outcome> SharedOutcomes::known(std::size_t point, const std::string& platform) {
  Entry* entry = entryOf(point, platform);
  if (entry == nullptr)
    return std::nullopt;
  std::unique_lock lock(m_mutex);
  if (!entry->outcome && entry->maker == point)
    return std::nullopt;
  m_changed.wait(lock, [entry] { return entry->outcome || entry->ended; });
  return entry->outcome ? std::optional(*entry->outcome) : std::nullopt;
}

void SharedOutcomes::ended(std::size_t point, const std::vector<Outcome>& outcomes) {
  const std::scoped_lock lock(m_mutex);
  for (const std::string& platform : m_platforms) {
    Entry* entry = entryOf(point, platform);
    if (entry == nullptr || entry->maker != point || entry->outcome)
      continue;
    const auto made = std::ranges::find(outcomes, platform, &Outcome::id);
    if (made != outcomes.end())
      entry->outcome = std::make_shared<const Outcome>(*made);
    entry->ended = true;
  }
  m_changed.notify_all();
}

} // namespace coldframe
