#include "sim/report/answer.h"

namespace coldframe {

std::vector<std::string> sentencesOf(const Answer& answer) {
  std::vector<std::string> sentences = answer.evidence;
  for (const std::string& caveat : answer.caveats)
    sentences.push_back("Watch: " + caveat + (caveat.ends_with('.') ? "" : "."));
  return sentences;
}

} // namespace coldframe
