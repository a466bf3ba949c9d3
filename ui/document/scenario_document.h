// What is open: a scenario as text, as tree, and as everything derived from it. Changes go through edit(), remove() and
// setText(), each one step on one undo stack; the derived scenario is made anew after each and never edited. Where the
// document has mistakes, they are in problems() and the last scenario without any stays.
#pragma once

#include "sim/base/error.h"
#include "sim/scenario/load_scenario.h"
#include "ui/document/edit_command.h"

#include <QObject>
#include <QUndoStack>
#include <memory>
#include <vector>

namespace coldframe::ui {

class ScenarioDocument : public QObject {
  Q_OBJECT

public:
  explicit ScenarioDocument(Catalogue catalogue, QObject* parent = nullptr);
  ~ScenarioDocument() override;

  const Catalogue& catalogue() const { return m_catalogue; }

  // A file, or the name of a shipped scenario. What cannot be read changes nothing. What has mistakes in it, but is
  // JSON, is opened, with its problems shown.
  Result<void> open(const QString& fileOrName);
  // Text that is not (or no longer) in its file: a recovered one.
  Result<void> openText(const QString& text, const QString& file);
  Result<void> save(const QString& file);
  const QString& file() const { return m_file; } // empty: a shipped scenario, never saved
  QString title() const;                         // the scenario's name

  const QString& text() const { return m_text; }
  // False while the text is no JSON; root() is then the last that was, and only setText() changes anything.
  bool textIsJson() const { return m_textIsJson; }
  const JsonNode& root() const { return m_root; }

  // `field`: what people call it, for the undo step; steps of one `session` in one field are joined.
  void edit(const std::string& pointer, JsonNode value, const QString& field, int session = 0);
  void remove(const std::string& pointer, const QString& field);
  void setText(const QString& text);
  QUndoStack* undoStack() { return &m_undo; }

  // The last without problems; nothing before the first.
  std::shared_ptr<const LoadedScenario> scenario() const { return m_scenario; }
  const std::vector<Problem>& problems() const { return m_problems; }

Q_SIGNALS:
  void aboutToClose();    // another document takes its place
  void opened();          // it has
  void changed();         // text and tree
  void scenarioChanged(); // scenario() is another
  void problemsChanged();

private:
  Result<void> take(const QString& text, const QString& file, const QString& origin);
  void apply(const std::string& pointer, const std::optional<JsonNode>& value);
  void push(std::optional<JsonChange> change, const QString& field, int session);
  void derive();

  Catalogue m_catalogue;
  QUndoStack m_undo;
  QString m_file;
  QString m_origin; // as messages name the text
  QString m_text;
  bool m_textIsJson = true;
  bool m_keepText = false; // the change came from the text itself
  JsonNode m_root;
  std::shared_ptr<const LoadedScenario> m_scenario;
  std::vector<Problem> m_problems;
};

} // namespace coldframe::ui
