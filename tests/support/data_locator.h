// Where tests find files. Nothing here is needed by the programs themselves.
#pragma once

#include <filesystem>
#include <string>

namespace coldframe::test {

// The root of the source tree the tests were built from.
std::filesystem::path sourceDir();

// The root of the build tree; programs stand in it as app/cli/coldframe.
std::filesystem::path binaryDir();

// The folder of real measurements: the environment variable COLDFRAME_DATA, else ../shared/data beside the source tree.
std::filesystem::path dataDir();

// Why `dataDir() / relative` cannot be used, to be given to GTEST_SKIP(); empty when it is there.
std::string whyDataIsMissing(const std::filesystem::path& relative = {});

// A fresh folder of this process below the system's temporary folder, removed when the object goes.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

private:
  std::filesystem::path m_path;
};

// The whole content of a file; fails the current test and returns an empty text when it cannot be read.
std::string readText(const std::filesystem::path& file);

} // namespace coldframe::test
