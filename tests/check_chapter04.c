/* Chapitre 4 : les tailles, les formes, le nombre de paramètres. */
#include <math.h>

#include "../chapters/04-sizes/formulas.h"
#include "../lib/problem.h"
#include "runner.h"

enum { DRAWS = 200, LARGEST = 40 };

static size_t draw_size(Random *random)
{
    return 1 + random_below(random, LARGEST);
}

/* --- Compter ------------------------------------------------------------- */

/* Chaque paramètre à son tour reçoit un numéro par sa vue ; theta doit les
 * contenir tous, une fois chacun et dans l'ordre. */
static bool views_cover(Parameters *p)
{
    Matrix *views[] = { &p->Wh, &p->bh, &p->Wy, &p->by };
    double next = 0;
    for (size_t v = 0; v < 4; v++)
        for (size_t i = 0; i < matrix_size(views[v]); i++)
            views[v]->data[i] = next++;
    for (size_t i = 0; i < matrix_size(&p->theta); i++)
        if (p->theta.data[i] != (double)i)
            return false;
    return next == (double)matrix_size(&p->theta);
}

START_TEST(count)
{
    Random random = random_seeded(401);
    Row allocated = row_open("prop:$P$ est le nombre de paramètres que le "
                             "réseau réserve",
                             "exact", 0);
    Row covered =
        row_open("prop:$W_h$, $b_h$, $W_y$ et $b_y$ se partagent ces "
                 "paramètres, sans trou ni recouvrement",
                 "exact", 0);
    Row neuron = row_open("prop:un neurone de plus en réserve "
                          "$n_x + n_y + 1$ de plus",
                          "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t nx = draw_size(&random), nh = draw_size(&random),
               ny = draw_size(&random);
        Parameters p = parameters_create(nx, nh, ny);
        Parameters more = parameters_create(nx, nh + 1, ny);
        size_t P = matrix_size(&p.theta);
        row_true(&allocated, P == parameter_count(nx, nh, ny),
                 "%zu–%zu–%zu : %zu réservés, P = %zu", nx, nh, ny, P,
                 parameter_count(nx, nh, ny));
        row_true(&covered, views_cover(&p), "%zu–%zu–%zu", nx, nh, ny);
        row_true(&neuron, matrix_size(&more.theta) == P + nx + ny + 1,
                 "%zu–%zu–%zu", nx, nh, ny);
        parameters_free(&p);
        parameters_free(&more);
    }
    rows_close(&allocated, &covered, &neuron);
}
END_TEST

/* --- Les formes ---------------------------------------------------------- */

static void shape(Row *row, const char *name, const Matrix *A, size_t rows,
                  size_t cols)
{
    row_true(row, A->rows == rows && A->cols == cols,
             "%s est %zu×%zu, attendu %zu×%zu", name, A->rows, A->cols, rows,
             cols);
}

static void check_shapes(Row *row, size_t nx, size_t nh, size_t ny, size_t N,
                         Random *random)
{
    Problem q = problem_create(nx, nh, ny, N, random);
    shape(row, "Wh", &q.p.Wh, nh, nx);
    shape(row, "bh", &q.p.bh, nh, 1);
    shape(row, "Wy", &q.p.Wy, ny, nh);
    shape(row, "by", &q.p.by, ny, 1);
    shape(row, "∇Wh", &q.grad.Wh, nh, nx);
    shape(row, "∇bh", &q.grad.bh, nh, 1);
    shape(row, "∇Wy", &q.grad.Wy, ny, nh);
    shape(row, "∇by", &q.grad.by, ny, 1);
    shape(row, "X", &q.data.X, N, nx);
    shape(row, "Y", &q.data.Y, N, ny);
    shape(row, "H_tilde", &q.pass.H_tilde, N, nh);
    shape(row, "H", &q.pass.H, N, nh);
    shape(row, "Y_tilde", &q.pass.Y_tilde, N, ny);
    shape(row, "Y_hat", &q.pass.Y_hat, N, ny);
    shape(row, "grad_Y_tilde", &q.pass.grad_Y_tilde, N, ny);
    shape(row, "grad_H", &q.pass.grad_H, N, nh);
    shape(row, "grad_H_tilde", &q.pass.grad_H_tilde, N, nh);
    problem_free(&q);
}

START_TEST(shapes)
{
    Random random = random_seeded(402);
    Row sheet = row_open("prop:les formes du réseau de la feuille, 2–4–2, et "
                         "de tout ce qu'il calcule sur un lot",
                         "exact", 0);
    Row any = row_open("prop:les mêmes formes, pour des tailles tirées au "
                       "hasard",
                       "exact", 0);
    check_shapes(&sheet, 2, 4, 2, 11, &random);
    for (size_t draw = 0; draw < 20; draw++)
        check_shapes(&any, draw_size(&random), draw_size(&random),
                     draw_size(&random), draw_size(&random), &random);
    rows_close(&sheet, &any);
}
END_TEST

/* Les flèches se comptent une par une : un poids est une flèche si le changer
 * change ce qu'un exemple donne au neurone d'arrivée, et lui seul. */
static size_t arrows(Matrix *W, Problem *q, const Matrix *arrival)
{
    size_t found = 0;
    Matrix before = matrix_clone(arrival);
    for (size_t i = 0; i < W->rows; i++)
        for (size_t j = 0; j < W->cols; j++) {
            AT(W, i, j) += 1;
            forward(&q->pass, &q->p, &q->data.X);
            AT(W, i, j) -= 1;
            bool only = true;
            for (size_t k = 0; k < arrival->cols; k++)
                only &= (AT(arrival, 0, k) != AT(&before, 0, k)) == (k == i);
            found += only;
            forward(&q->pass, &q->p, &q->data.X);
            matrix_copy(&before, arrival);
        }
    matrix_free(&before);
    return found;
}

START_TEST(arrows_of_the_sheet)
{
    Random random = random_seeded(403);
    Row row = row_open("prop:le réseau de la feuille a 8 flèches vers la "
                       "couche cachée et 8 vers la sortie",
                       "exact", 0);
    Problem q = problem_create(2, 4, 2, 5, &random);
    size_t in = arrows(&q.p.Wh, &q, &q.pass.H_tilde);
    size_t out = arrows(&q.p.Wy, &q, &q.pass.Y_tilde);
    row_true(&row, in == 8, "%zu", in);
    row_true(&row, out == 8, "%zu", out);
    problem_free(&q);
    row_close(&row);
}
END_TEST

/* --- Un réseau plus large ------------------------------------------------ */

START_TEST(wider)
{
    Random random = random_seeded(404);
    Row row = row_open("prop:rangé dans un réseau plus large, un réseau "
                       "répond la même chose, au bit près",
                       "exact", 0);
    Row kept = row_open("prop:les poids entrants des neurones ajoutés n'y "
                        "changent rien, et restent ce qu'ils étaient",
                        "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        size_t nh = q.p.nh + random_below(&random, 20);
        Parameters wide = parameters_create(q.p.nx, nh, q.p.ny);
        matrix_random_normal(&wide.theta, 1, &random);
        Parameters first = parameters_create(q.p.nx, nh, q.p.ny);
        matrix_copy(&first.theta, &wide.theta);
        widen(&wide, &q.p);
        Pass pass = pass_create(&wide, q.data.X.rows);
        forward(&pass, &wide, &q.data.X);
        row_true(&row,
                 matrix_max_difference(&pass.Y_tilde, &q.pass.Y_tilde) == 0,
                 "tirage %zu, de %zu à %zu neurones", draw, q.p.nh, nh);
        for (size_t j = q.p.nh; j < nh; j++) {
            bool same = wide.bh.data[j] == first.bh.data[j];
            for (size_t i = 0; i < q.p.nx; i++)
                same &= AT(&wide.Wh, j, i) == AT(&first.Wh, j, i);
            row_true(&kept, same, "tirage %zu, neurone %zu", draw, j);
        }
        pass_free(&pass);
        parameters_free(&wide);
        parameters_free(&first);
        problem_free(&q);
    }
    rows_close(&row, &kept);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

/* Une borne de l'intervalle à 95 % : +1 la haute, −1 la basse. */
static double bound(const char *key, double side)
{
    char name[64];
    snprintf(name, sizeof name, "%s.mean", key);
    double mean = result(name);
    snprintf(name, sizeof name, "%s.half_width", key);
    return mean + side * result(name);
}

START_TEST(claims_counts)
{
    row_claim("le réseau de la feuille a 22 paramètres", result("sheet.count"),
              22, 22);
    row_claim("autant que de flèches et de biais",
              result("sheet.arrows") + result("sheet.biases"), 22, 22);
    row_claim("le réseau élargi a plus de paramètres que les données "
              "d'exemples",
              result("wide.count") - result("plenty.points"), 1, INFINITY);
    row_claim("un réseau rangé dans un plus large répond la même chose",
              result("widened.gap"), 0, 0);
    claims_close();
}
END_TEST

START_TEST(claims_plenty)
{
    row_claim("dans l'abondance, un neurone ne suffit pas (haut de "
              "l'intervalle)",
              bound("plenty.nh1.test", 1), 0.5, 0.7);
    row_claim("deux neurones ne suffisent pas", bound("plenty.nh2.test", 1),
              0.7, 0.85);
    row_claim("trois neurones suffisent (bas de l'intervalle)",
              bound("plenty.nh3.test", -1), 0.9, 0.95);
    row_claim("de 3 à 100 neurones, le score ne perd rien (bas de "
              "l'intervalle)",
              bound("plenty.gain", -1), -0.003, 0.02);
    row_claim("le score gagne même un peu", result("plenty.gain.mean"), 0.001,
              0.02);
    row_claim("et la loss des points neufs ne monte pas (haut de "
              "l'intervalle)",
              bound("plenty.rise", 1), -0.05, 0.01);
    claims_close();
}
END_TEST

START_TEST(claims_scarce)
{
    row_claim("dans la disette, de 3 à 100 neurones, la loss des exemples "
              "baisse nettement",
              bound("scarce.nh3.train_loss", -1) -
                  bound("scarce.nh100.train_loss", 1),
              0.01, 0.5);
    row_claim("à graine égale, celle des points neufs monte (bas de "
              "l'intervalle)",
              bound("scarce.rise", -1), 0.1, 1.5);
    row_claim("de 1 à 100 neurones, la loss des points neufs gagne plus de la "
              "moitié",
              result("scarce.nh100.test_loss.mean") /
                  result("scarce.nh1.test_loss.mean"),
              1.5, 3);
    row_claim(
        "avec 100 neurones, elle dépasse de loin celle d'une pièce (bas de "
        "l'intervalle)",
        bound("scarce.nh100.test_loss", -1), result("log2") + 0.2, 3);
    row_claim("le réseau large se trompe avec plus d'assurance (intervalles "
              "disjoints)",
              bound("scarce.nh100.mistaken", -1) -
                  bound("scarce.nh3.mistaken", 1),
              0.01, 0.3);
    row_claim("un seul neurone finit à la loss la plus basse : rapport",
              result("lowest.end") / result("scarce.nh1.test_loss.mean"), 0.97,
              1);
    row_claim("et répond juste moins souvent que trois (intervalles "
              "disjoints)",
              bound("scarce.nh3.test", -1) - bound("scarce.nh1.test", 1), 0.02,
              0.15);
    row_claim("la part de bonnes réponses change peu",
              result("scarce.gain.mean"), -0.03, 0.02);
    row_claim("et le zéro est dans son intervalle (l'écart, en demi-largeurs)",
              fabs(result("scarce.gain.mean")) /
                  result("scarce.gain.half_width"),
              0, 1);
    claims_close();
}
END_TEST

START_TEST(claims_duration)
{
    row_claim("dans la disette, à l'epoch 50, le réseau large est le meilleur "
              "des deux (haut de l'intervalle)",
              bound("early.rise", 1), -0.15, -0.015);
    row_claim("il fait alors mieux qu'une pièce (haut de l'intervalle)",
              bound("early.wide", 1), 0.5, result("log2") - 0.02);
    row_claim("à son meilleur moment, il bat le réseau étroit au sien",
              result("lowest.narrow") - result("lowest.wide"), 0.01, 0.15);
    row_claim(
        "à son meilleur moment, il bat toute largeur menée jusqu'au bout",
        result("lowest.end") - result("lowest.wide"), 0.03, 0.3);
    claims_close();
}
END_TEST

START_TEST(claims_picture)
{
    row_claim("sur le tirage de la figure, cent neurones apprennent tous "
              "leurs exemples",
              result("picture100.train"), 0.97, 1);
    row_claim("et trois n'en apprennent pas tant", result("picture3.train"),
              0.7, 0.9);
    row_claim("sur des points neufs, trois y font mieux que cent",
              result("picture3.test") - result("picture100.test"), 0.015,
              0.08);
    row_claim("plus que la perte moyenne : le tirage grossit le trait",
              result("picture3.test") - result("picture100.test") +
                  result("scarce.gain.mean"),
              0.005, 0.1);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 4");
    TCase *sizes = tcase_create("les tailles");
    tcase_add_test(sizes, count);
    tcase_add_test(sizes, shapes);
    tcase_add_test(sizes, arrows_of_the_sheet);
    tcase_add_test(sizes, wider);
    suite_add_tcase(suite, sizes);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_counts);
    tcase_add_test(text, claims_plenty);
    tcase_add_test(text, claims_scarce);
    tcase_add_test(text, claims_duration);
    tcase_add_test(text, claims_picture);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
