<div class="col-md-4 side">
<div class="box"><div class="box-title">الأكثر قراءة</div><ol><?php
foreach (get_posts(['numberposts' => 5, 'orderby' => 'title']) as $read) {
    printf('<li><a href="%s">%s</a> <span>%s</span></li>', esc_url(get_permalink($read)), get_the_title($read), majalla_when($read));
} ?></ol></div>
</div>
