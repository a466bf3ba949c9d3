#include "app/cli/output_file.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

namespace fs = std::filesystem;

class OutputFiles : public testing::Test {
protected:
  fs::path at(const std::string& name) const { return m_folder.path() / name; }
  void put(const std::string& name, const std::string& text) const { std::ofstream(at(name)) << text; }
  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder.path()), fs::directory_iterator()));
  }
  test::TemporaryFolder m_folder;
};

TEST_F(OutputFiles, HoldTheOldTextUntilTheNewOneIsWhole) {
  put("result", "old");
  auto file = OutputFile::beside(at("result").string());
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write("new").has_value());
  EXPECT_EQ(test::readText(at("result")), "old");
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_EQ(test::readText(at("result")), "new");
  EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(OutputFiles, ThatAreNotCommittedLeaveNoTrace) {
  put("result", "old");
  {
    auto file = OutputFile::beside(at("result").string());
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE(file->write("half of the n").has_value());
  }
  EXPECT_EQ(test::readText(at("result")), "old");
  EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(OutputFiles, FollowASymbolicLinkInsteadOfReplacingIt) {
  put("target", "old");
  fs::create_symlink("target", at("link"));
  auto file = OutputFile::beside(at("link").string());
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write("new").has_value());
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_TRUE(fs::is_symlink(at("link")));
  EXPECT_EQ(test::readText(at("target")), "new");
}

TEST_F(OutputFiles, KeepThePermissionsOfTheFileTheyReplace) {
  put("result", "old");
  fs::permissions(at("result"), fs::perms::owner_read | fs::perms::owner_write);
  auto file = OutputFile::beside(at("result").string());
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_EQ(fs::status(at("result")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFiles, CannotBeAFolderOrStandInAMissingOne) {
  for (const fs::path& path : {m_folder.path(), at("missing") / "result"}) {
    const auto file = OutputFile::beside(path.string());
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().kind, ErrorKind::Output);
    EXPECT_NE(file.error().text().find(path.string()), std::string::npos);
  }
}

TEST_F(OutputFiles, ReportADeviceThatIsFull) {
  auto file = OutputFile::beside("/dev/full");
  ASSERT_TRUE(file.has_value());
  const auto written = file->write("text");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().kind, ErrorKind::Output);
}

} // namespace
} // namespace coldframe::cli
