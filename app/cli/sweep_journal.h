// What a sweep with -o has done so far, beside the file it writes (FILE.journal): the header of the sweep on the first
// line, then a line a point, each written as soon as the point is there. A sweep with the same header goes on from it;
// it is removed when the sweep is whole. A line that was cut off by a crash is left out.
#pragma once

#include "sim/base/result.h"
#include "sim/json/node.h"
#include "sim/study/sweep.h"

#include <fstream>
#include <string>
#include <vector>

namespace coldframe::cli {

class SweepJournal {
public:
  // Reads what an earlier sweep with this header left, and begins the journal anew with it. Errors (Output): the
  // journal cannot be written.
  static Result<SweepJournal> open(const std::string& path, const JsonNode& header,
                                   const std::vector<std::vector<Setting>>& points);

  std::vector<SweepPoint> takeEarlier() { return std::move(m_earlier); }
  bool add(const SweepPoint& point); // false: the disk is full, or the like
  void remove();

private:
  std::string m_path;
  std::ofstream m_file;
  std::vector<SweepPoint> m_earlier;
};

} // namespace coldframe::cli
