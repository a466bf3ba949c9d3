#include "sim/scenario/catalogue.h"
#include "sim/scenario/sha256.h"
#include "tests/support/data_locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace coldframe {
namespace {

using testing::HasSubstr;

class CatalogueTest : public testing::Test {
protected:
  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = m_folder.path() / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  std::string folder(const std::string& name) const { return (m_folder.path() / name).string(); }

private:
  test::TemporaryFolder m_folder;
};

TEST_F(CatalogueTest, ADateMeansTheNewestEntryNotAfterIt) {
  for (const std::string date : {"2017-05", "2017-11", "2020-01"})
    write("a/platforms/cloud@" + date + ".json", "{\"of\": \"" + date + "\"}");
  Catalogue catalogue;
  ASSERT_TRUE(catalogue.addFolder(folder("a"), false));
  const auto name = [&](const std::string& asked) {
    const auto found = catalogue.find(CatalogueKind::Platform, asked);
    return found ? found->exactName : "none: " + found.error().text();
  };
  EXPECT_EQ(name("cloud"), "cloud@2020-01");
  EXPECT_EQ(name("cloud@2017-05"), "cloud@2017-05");
  EXPECT_EQ(name("cloud@2017-10"), "cloud@2017-05");
  EXPECT_EQ(name("cloud@2017-11-30"), "cloud@2017-11");
  EXPECT_EQ(name("cloud@2017"), "cloud@2017-11") << "all of 2017";
  EXPECT_EQ(name("cloud@2031"), "cloud@2020-01");
  EXPECT_THAT(name("cloud@2016-12"), HasSubstr("2017-05, 2017-11, 2020-01"));
  EXPECT_THAT(name("clowd"), HasSubstr("did you mean \"cloud\""));
}

TEST_F(CatalogueTest, TheFolderAddedLastComesFirst) {
  write("user/platforms/cloud@2017-05.json", "user's");
  write("data/platforms/cloud@2017-05.json", "data's");
  write("data/platforms/cloud@2018-01.json", "newer");
  Catalogue catalogue = Catalogue::builtIn();
  ASSERT_TRUE(catalogue.addFolder(folder("data"), false));
  ASSERT_TRUE(catalogue.addFolder(folder("user"), true));
  const auto old = catalogue.find(CatalogueKind::Platform, "cloud@2017-05");
  ASSERT_TRUE(old);
  EXPECT_EQ(old->text, "user's");
  EXPECT_EQ(old->sha256, sha256("user's"));
  EXPECT_THAT(old->origin, HasSubstr("user/platforms/cloud@2017-05.json"));
  EXPECT_EQ(catalogue.find(CatalogueKind::Platform, "cloud")->text, "newer");
  int listed = 0;
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Platform))
    listed += entry->name == "cloud";
  EXPECT_EQ(listed, 2) << "a hidden entry is not listed";
}

TEST_F(CatalogueTest, KindsAreApart) {
  write("a/prices/cloud@2020.json", "{}");
  write("a/mine.json", "{}");
  write("a/mine.txt", "{}");
  Catalogue catalogue;
  ASSERT_TRUE(catalogue.addFolder(folder("a"), false));
  EXPECT_TRUE(catalogue.has(CatalogueKind::Prices, "cloud"));
  EXPECT_FALSE(catalogue.has(CatalogueKind::Platform, "cloud"));
  EXPECT_TRUE(catalogue.has(CatalogueKind::Scenario, "mine"));
  EXPECT_EQ(catalogue.list(CatalogueKind::Scenario).size(), 1u);
}

TEST_F(CatalogueTest, AMissingFolderIsAnErrorOnlyWhereOneWasNamed) {
  Catalogue catalogue;
  EXPECT_TRUE(catalogue.addFolder(folder("none"), true));
  const auto named = catalogue.addFolder(folder("none"), false);
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error().kind, ErrorKind::Input);
}

TEST_F(CatalogueTest, WhatIsNoDateIsSaidToBeNone) {
  const Catalogue catalogue = Catalogue::builtIn();
  for (const char* date : {"banana", "", "2017-13", "2026-02-30", "2017-1", "17", "2017-11-05T00:00", "2017/11"}) {
    const auto found = catalogue.find(CatalogueKind::Prices, std::string("aws-us-east-1@") + date);
    ASSERT_FALSE(found) << date;
    EXPECT_NE(found.error().text().find("no date"), std::string::npos) << found.error().text();
  }
  for (const char* date : {"2017", "2017-12", "2018-02-28"})
    EXPECT_TRUE(catalogue.find(CatalogueKind::Prices, std::string("aws-us-east-1@") + date)) << date;
}

TEST_F(CatalogueTest, HasTheShippedFilesBuiltInByteForByte) {
  const Catalogue catalogue = Catalogue::builtIn();
  std::size_t files = 0;
  for (const auto& [kind, folder] :
       {std::pair{CatalogueKind::Platform, "scenarios/platforms"}, std::pair{CatalogueKind::Prices, "scenarios/prices"},
        std::pair{CatalogueKind::Scenario, "scenarios"}})
    for (const auto& file : std::filesystem::directory_iterator(test::sourceDir() / folder)) {
      if (file.path().extension() != ".json")
        continue;
      const auto found = catalogue.find(kind, file.path().stem().string());
      ASSERT_TRUE(found) << file.path();
      EXPECT_EQ(found->text, test::readText(file.path())) << file.path();
      EXPECT_EQ(found->exactName, file.path().stem().string());
      ++files;
    }
  EXPECT_EQ(files, catalogue.list(CatalogueKind::Platform).size() + catalogue.list(CatalogueKind::Prices).size() +
                       catalogue.list(CatalogueKind::Scenario).size());
  EXPECT_GT(files, 20u);
}

} // namespace
} // namespace coldframe
