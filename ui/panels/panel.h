// A panel in the middle of the window: one question. It opens with the answer in one sentence, then its chart, then
// detail, and says what of it can be exported.
#pragma once

#include "ui/panels/invitation.h"

#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <vector>

namespace coldframe {
struct Answer;
struct Table;
} // namespace coldframe

namespace coldframe::ui {

class Notes;
class Workbench;

// A chart or a table that can leave the window.
struct Exportable {
  QString name;                                   // of the file: "compare-cost-time"
  std::function<bool(const QString& file)> chart; // .png, .svg or .pdf; empty for a table
  std::function<const Table*()> table;            // empty for a chart
};

class Panel : public QWidget {
  Q_OBJECT

public:
  explicit Panel(Workbench& workbench, QWidget* parent = nullptr);

  virtual QString title() const = 0;
  virtual QString iconName() const = 0; // of the freedesktop theme
  virtual QString purpose() const = 0;  // the question that it answers
  virtual std::vector<Exportable> exportables() const { return {}; }
  virtual bool isBusy() const { return false; } // makes something in the background that it will show
  // Begins to make what it shows although nobody looks at it yet: for exports of all panels.
  virtual void prepare() {}

Q_SIGNALS:
  void startWanted(); // the gallery
  void fileWanted();  // one asks for it

protected:
  Workbench& workbench() const { return m_workbench; }
  // The sentence on top, and what goes with it, a line each. A provisional answer is visibly one.
  void setAnswer(const QString& sentence, const QString& notes = {}, bool provisional = false);
  // Its sentences, then its headline, which says under which conditions.
  void setAnswer(const Answer& answer, bool provisional);
  void sayNotRefined(); // the provisional answer stays one until the user asks for more
  // Until there is an answer: its purpose, and in place of the body how to begin.
  // `sentence`: in place of the purpose.
  void invite(const QString& words, const std::vector<Beginning>& beginnings, const QString& sentence = {});
  void inviteScenario(const QString& more = {}); // to be chosen or opened
  void showBody();                               // the first answer is under way, and may be stopped there
  // What lies under the answer.
  QVBoxLayout* body() { return m_body; }
  void resizeEvent(QResizeEvent* event) override;

private:
  Workbench& m_workbench;
  QLabel* m_answer;
  QStringList m_lines; // the notes without what says that the answer is provisional
  Notes* m_notes;
  QWidget* m_content; // holds the body
  QVBoxLayout* m_body;
  Invitation* m_invitation;
};

} // namespace coldframe::ui
