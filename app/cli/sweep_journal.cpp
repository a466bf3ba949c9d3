#include "app/cli/sweep_journal.h"

#include "sim/json/document.h"
#include "sim/report/point_json.h"

#include <cstdio>

namespace coldframe::cli {

namespace {

std::vector<SweepPoint> readEarlier(const std::string& path, const std::string& header,
                                    const std::vector<std::vector<Setting>>& points) {
  std::vector<SweepPoint> earlier;
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line) || line != header)
    return earlier;
  while (earlier.size() < points.size() && std::getline(file, line)) {
    const auto document = JsonDocument::parse(line, path);
    if (!document)
      break;
    auto point = readSweepPoint(document->root(), points[earlier.size()]);
    if (!point || point->index != earlier.size())
      break;
    earlier.push_back(std::move(*point));
  }
  return earlier;
}

} // namespace

Result<SweepJournal> SweepJournal::open(const std::string& path, const JsonNode& header,
                                        const std::vector<std::vector<Setting>>& points) {
  SweepJournal journal;
  journal.m_path = path;
  const std::string first = writeJsonLine(header);
  journal.m_earlier = readEarlier(path, first, points);
  journal.m_file.open(path, std::ios::trunc);
  journal.m_file << first << '\n' << std::flush;
  for (const SweepPoint& point : journal.m_earlier)
    journal.add(point);
  if (!journal.m_file) {
    Error error = makeError(ErrorKind::Output, "cannot write what is done so far");
    error.problems.front().file = path;
    return failure(std::move(error));
  }
  return journal;
}

bool SweepJournal::add(const SweepPoint& point) {
  m_file << writeJsonLine(sweepPointJson(point)) << '\n' << std::flush;
  return static_cast<bool>(m_file);
}

void SweepJournal::remove() {
  m_file.close();
  std::remove(m_path.c_str());
}

} // namespace coldframe::cli
