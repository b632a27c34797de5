# La fréquence observée contre la probabilité annoncée, et où sont les réponses.
height = 7.6
@canvas
name(k) = word('early course few', k)
table(k) = results.'/'.name(k).'.tsv'
whole(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml")
legend(k) = k == 1 ? 'N = '.whole('points').', '.whole('early.epochs').' epochs' \
    : k == 2 ? 'N = '.whole('points').', '.whole('epochs').' epochs' \
    : 'N = '.whole('few.points').', '.whole('few.epochs').' epochs'
style(k) = k == 1 ? 2 : k == 2 ? 1 : 3

set tmargin 1; set bmargin 5.5
set xrange [0:1]
set xtics 0.2
set xlabel 'probabilité annoncée, ŷ_1'
set multiplot layout 1,2
set lmargin 8; set rmargin 2
set ylabel 'fréquence de la classe 1' offset 0
set yrange [0:1]
set ytics 0.2
unset key
plot x with lines ls 7, \
     for [k=1:3] table(k) using 1:2:3:4 with yerrorbars ls style(k) \
         lw 1 dt 1 pt 0, \
     for [k=1:3] table(k) using 1:2 with linespoints ls style(k)
set ylabel 'part des réponses' offset 0
set yrange [0:0.5<*] noextend
plot for [k=1:3] table(k) using (($0 + 0.5) / 10):5 \
         with linespoints ls style(k)
# La légende, seule sur sa bande.
unset border; unset tics; unset grid; unset title
unset xlabel; unset ylabel; unset logscale
set lmargin at screen 0; set rmargin at screen 1
set bmargin at screen 0; set tmargin at screen 0.09
set key center center horizontal maxrows 1 samplen 2.5 width -1
set xrange [0:1]; set yrange [0:1]
plot for [k=1:3] NaN with linespoints ls style(k) title legend(k)
unset multiplot
