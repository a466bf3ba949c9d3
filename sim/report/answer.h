// What a study says in words: one headline, the sentences that carry it, and what to be careful about.
#pragma once

#include <string>
#include <vector>

namespace coldframe {

struct Answer {
  std::string headline;              // one line: what was asked and under which conditions
  std::vector<std::string> evidence; // sentences, most important first
  std::vector<std::string> caveats;  // what the reader must know before relying on it, with or without a full stop
};

// The evidence, then every caveat as "Watch: … .": what is shown below a headline.
std::vector<std::string> sentencesOf(const Answer& answer);

} // namespace coldframe
