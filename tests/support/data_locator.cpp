#include "tests/support/data_locator.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace coldframe::test {

namespace fs = std::filesystem;

fs::path sourceDir() {
  return COLDFRAME_SOURCE_DIR;
}

fs::path binaryDir() {
  return COLDFRAME_BINARY_DIR;
}

fs::path dataDir() {
  const char* given = std::getenv("COLDFRAME_DATA");
  if (given != nullptr && *given != '\0')
    return given;
  return sourceDir().parent_path() / "shared" / "data";
}

std::string whyDataIsMissing(const fs::path& relative) {
  const fs::path wanted = dataDir() / relative;
  std::error_code ignored;
  if (fs::exists(wanted, ignored))
    return {};
  return "no measurements at " + wanted.string() + "; set COLDFRAME_DATA to the folder that holds them";
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "coldframe-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error("cannot make a temporary folder from " + pattern);
  m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(m_path, ignored);
}

std::string readText(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    ADD_FAILURE() << "cannot read " << file;
    return {};
  }
  return text.str();
}

} // namespace coldframe::test
